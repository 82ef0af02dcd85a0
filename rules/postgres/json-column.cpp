#include <algorithm>
#include <cctype>
#include <string>

#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// Where the word `json` stands in a column's definition, after the column's own name.
static Span type_span(const Column& column, const RuleContext& context) {
  std::string words(context.text(column.span));
  std::transform(words.begin(), words.end(), words.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t at = words.find("json", words.find_first_of(" \t\r\n"));
  if (at == std::string::npos) return {};
  const auto begin = static_cast<std::uint32_t>(column.span.begin + at);
  return {begin, begin + 4};
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (op.column.type.name != "json" || !op.column.type.schema.empty() || !context.live(op.table.name)) return;
  const Span type = operation.in_code ? Span{} : type_span(op.column, context);
  auto finding = context.report(type.empty() ? operation.span : type);
  finding
      .say(
          "`{column}` breaks `SELECT DISTINCT`, `GROUP BY` and `UNION` over all columns of `{table}`: json has no "
          "equality",
          {{"column", op.column.name}, {"table", context.display(op.table.name)}})
      .help("use jsonb");
  if (!type.empty()) finding.edit(type, "jsonb");
}

extern const Rule json_column = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
