#include <yaml-cpp/yaml.h>
#include <algorithm>

#include "frontends/liquibase/element.h"
#include "frontends/text.h"

namespace godwit::liquibase {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class YamlReader {
 public:
  explicit YamlReader(const std::string& text)
      : text_(text), shift_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  Element element(const std::string& name, Span place, const YAML::Node& node) {
    Element result;
    result.name = name;
    result.place = place;
    // Aliases may stand for more than memory holds.
    if (left_ == 0) return result;
    --left_;
    if (node.IsScalar()) result.text = text_of(node);
    if (node.IsMap()) add_entries(result, node);
    if (!node.IsSequence()) return result;
    for (const YAML::Node& item : node) {
      if (item.IsMap()) add_entries(result, item);
      if (item.IsScalar()) result.children.push_back(element("", place, item));
    }
    return result;
  }

 private:
  void add_entries(Element& to, const YAML::Node& map) {
    for (const auto& entry : map) {
      if (!entry.first.IsScalar()) continue;
      const std::string& key = entry.first.Scalar();
      if (entry.second.IsScalar()) to.values.emplace_back(key, entry.second.Scalar());
      const std::size_t at = place_of(entry.first);
      to.children.push_back(element(key, span(at, at + key.size()), entry.second));
    }
  }

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    end = std::min(end, text_.size());
    return {static_cast<std::uint32_t>(std::min(begin, end)), static_cast<std::uint32_t>(end)};
  }

  [[nodiscard]] std::size_t place_of(const YAML::Node& node) const {
    return std::min(static_cast<std::size_t>(std::max(node.Mark().pos, 0)) + shift_, text_.size());
  }

  /// Line by line as it stands in the file, where YAML took away nothing but indentation and quotes; else the whole is
  /// said by the line that it begins in.
  frontends::Rendered text_of(const YAML::Node& node) {
    const std::size_t begin = place_of(node);
    const std::string& value = node.Scalar();
    frontends::Rendered result;
    std::size_t cursor = begin;
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t end = std::min(value.find('\n', at), value.size());
      const std::string line = value.substr(at, end - at);
      const std::size_t found = text_.find(line, cursor);
      if (found == std::string::npos || !is_near(cursor, found)) return derived(begin, value);
      result.append(line, span(found, found + line.size()), Origin::verbatim);
      cursor = found + line.size();
      if (end < value.size()) result.append("\n", span(cursor, cursor + 1), Origin::derived);
      at = end + 1;
    }
    return result;
  }

  /// Between two lines of one text there are only blanks, and before the first one what introduces it.
  [[nodiscard]] bool is_near(std::size_t from, std::size_t to) const {
    return text_.find_first_not_of(" \t\r\n|>+-'\"0123456789", from) >= to;
  }

  frontends::Rendered derived(std::size_t begin, const std::string& value) {
    frontends::Rendered result;
    result.append(value, span(begin, std::min(text_.find('\n', begin), text_.size())), Origin::derived);
    return result;
  }

  const std::string& text_;
  std::size_t shift_;
  int left_ = 100'000;  ///< elements that are still read
};

}  // namespace

Tree read_yaml(const BufferPtr& file) {
  Tree tree;
  try {
    const YAML::Node document = YAML::Load(file->text);
    const YAML::Node root = document.IsMap() ? document["databaseChangeLog"] : YAML::Node();
    if (root) tree.root = YamlReader(file->text).element("databaseChangeLog", {0, 0}, root);
  } catch (const YAML::Exception& error) {
    const auto at = static_cast<std::uint32_t>(std::clamp(error.mark.pos, 0, static_cast<int>(file->text.size())));
    tree.problems.push_back({file, {at, at}, "this is no YAML: " + error.msg});
  }
  return tree;
}

}  // namespace godwit::liquibase
