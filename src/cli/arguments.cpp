#include "cli/arguments.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <godwit/dialects/dialect.h>
#include <godwit/engine/session.h>
#include <godwit/report/format.h>
#include <godwit/source/closest.h>

#include "cli/analysis.h"
#include "cli/terminal.h"

// The only file that includes CLI11, which takes a compiler longer than all commands together.
namespace godwit::cli {
namespace {

using Action = std::function<ExitStatus()>;

void check_patterns(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns)
    if (const std::string fault = check_rule_pattern(pattern); !fault.empty()) throw CLI::ValidationError(fault);
}

void check(AnalysisOptions& options) {
  if (options.paths.empty()) options.paths.emplace_back(options.stdin_filename.empty() ? "." : "-");
  const bool standard = reads_standard_input(options);
  if (standard && options.paths.size() > 1)
    throw CLI::ValidationError("`-` stands alone: it cannot be mixed with paths");
  if (!standard && !options.stdin_filename.empty())
    throw CLI::ValidationError("--stdin-filename names what is read from `-`, and paths were given");
  check_patterns(options.selected);
  check_patterns(options.ignored);
}

void add_color(CLI::App& command, std::string& when) {
  command.add_option("--color", when, "Whether to use colours (default: auto)")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("auto|always|never");
}

std::string default_servers() {
  std::string out;
  for (const Dialect* dialect : all_dialects()) {
    const ServerKind& kind = dialect->servers().front();
    out += fmt::format("{}{}-{}", out.empty() ? "" : ", ", kind.name, write_version(kind, kind.otherwise));
  }
  return out;
}

/// `13..18`; only `VERSION` where others are taken, too.
std::string version_range(const ServerKind& kind) {
  if (kind.others) return "VERSION";
  return fmt::format("{}..{}", write_version(kind, kind.releases.front().first),
                     write_version(kind, kind.releases.back().last));
}

/// The option that says the same as a part of `--server`.
void add_spelling(CLI::App& command, const ServerKind& kind, const ServerSpelling& spelling, AnalysisOptions& options) {
  const auto trait = std::find_if(kind.traits.begin(), kind.traits.end(),
                                  [&](const TraitKind& each) { return each.name == spelling.trait; });
  const bool is_version = trait == kind.traits.end();
  const std::string otherwise(is_version ? write_version(kind, kind.otherwise) : trait->otherwise);
  const auto read = [&options, &kind, spelling](const std::string& text) {
    const ServerReading reading = parse_server_value(kind, spelling.trait, text);
    if (!reading.fault.empty()) throw CLI::ValidationError(fmt::format("--{} is {}", spelling.key, reading.fault));
    if (const std::string fault = say_once(options.servers, reading.server); !fault.empty())
      throw CLI::ValidationError(fault);
  };
  command
      .add_option_function<std::string>(fmt::format("--{}", spelling.key), read,
                                        fmt::format("{}'s {} (default: {})", kind.title,
                                                    is_version ? "version" : spelling.trait,
                                                    otherwise.empty() ? "not known" : otherwise))
      ->type_name(is_version ? version_range(kind) : fmt::format("{}", fmt::join(trait->values, "|")));
}

void add_servers(CLI::App& command, AnalysisOptions& options) {
  const auto read = [&options](const std::vector<std::string>& texts) {
    std::map<const Dialect*, std::string> named;
    for (const std::string& text : texts) {
      const ServerReading reading = parse_server(text);
      if (!reading.fault.empty()) throw CLI::ValidationError(fmt::format("--server {}: {}", text, reading.fault));
      const auto [before, is_first] = named.try_emplace(dialect_of_server(reading.server.name), text);
      if (!is_first)
        throw CLI::ValidationError(fmt::format(
            "--server {} and --server {} are of one database: name one server of each", before->second, text));
      if (const std::string fault = say_once(options.servers, reading.server); !fault.empty())
        throw CLI::ValidationError(fault);
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--server", read,
          fmt::format("The server that migrations are for, once a database (default: {})", default_servers()))
      ->allow_extra_args(false)
      ->type_name("NAME-VERSION");
  for (const ServerKind* kind : all_server_kinds())
    for (const ServerSpelling& spelling : kind->spellings)
      if (spelling.is_option) add_spelling(command, *kind, spelling, options);
  command
      .add_option("--dialect", options.dialect, "What text is where neither its framework nor its name tells")
      ->check(CLI::Validator([](const std::string& name) { return check_dialect(name); }, "", "dialect"))
      ->type_name("NAME");
}

/// The options that all commands over migrations have. `offered` says which formats.
void add_options(CLI::App& command, AnalysisOptions& options, bool (*offered)(const Format&)) {
  std::vector<std::string> formats;
  for (const Format* format : all_formats())
    if (offered(*format)) formats.emplace_back(format->name);
  command
      .add_option("PATH", options.paths,
                  "Files and folders, or `-` for standard input (default: the working directory)")
      ->type_name("");
  command.add_option("--format", options.format, "How to write the report (default: text)")
      ->check(CLI::IsMember(formats).description(""))
      ->type_name(fmt::format("{}", fmt::join(formats, "|")));
  command.add_option("--output", options.output, "Write to a file instead of standard output")->type_name("FILE");
  command.add_option("--config", options.config, "The configuration to read (default: the nearest godwit.toml)")
      ->type_name("FILE");
  add_servers(command, options);
  add_color(command, options.color);
  command.add_option("--stdin-filename", options.stdin_filename, "The path that standard input stands for")
      ->type_name("NAME");
  command.add_flag("--allow-empty", options.allow_empty, "It is right where no migration is found (status 0)");
  command.parse_complete_callback([&options] { check(options); });
}

/// `function(*options)` is what to do once the whole line has been read.
template <class Options>
void runs(CLI::App* command, ExitStatus (*function)(const Options&), std::shared_ptr<Options> options, Action& action) {
  command->callback([=, &action] { action = [=] { return function(*options); }; });
}

void add_lint(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("lint", "Say what is unsafe in migrations");
  const auto options = std::make_shared<LintOptions>();
  add_options(*command, *options, [](const Format& format) { return format.lint != nullptr; });
  const auto patterns = [&](const char* name, std::vector<std::string>& to, const char* help) {
    command->add_option(name, to, help)->delimiter(',')->allow_extra_args(false)->type_name("RULE[,RULE]");
  };
  patterns("--select", options->selected, "Only these rules, categories or dialects");
  patterns("--ignore", options->ignored, "Not these rules, categories or dialects");
  command
      ->add_option("--fail-on", options->fail_on, "The least severity that makes the exit status 1 (default: warning)")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}).description(""))
      ->type_name("error|warning|note|never");
  command->add_flag("--quiet", options->quiet, "One line a finding, nothing else");
  command->add_flag("--statistics", options->statistics, "How often each rule was found");
  runs(command, lint, options, action);
}

void add_effects(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("effects", "Say what each statement locks, scans and rewrites");
  const auto options = std::make_shared<AnalysisOptions>();
  add_options(*command, *options, [](const Format& format) { return format.effects != nullptr; });
  runs(command, effects, options, action);
}

void add_project(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("project", "Show what was found: whose migrations, why, in which order");
  const auto options = std::make_shared<AnalysisOptions>();
  add_options(*command, *options, [](const Format& format) { return format.project != nullptr; });
  runs(command, project, options, action);
}

void add_rules(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("rules", "List the rules");
  const auto options = std::make_shared<RulesOptions>();
  command->add_option("--format", options->format, "How to write the list (default: text)")
      ->check(CLI::IsMember({"text", "json"}).description(""))
      ->type_name("text|json");
  add_color(*command, options->color);
  runs(command, rules, options, action);
}

void add_explain(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("explain", "Show the page of a rule");
  const auto options = std::make_shared<ExplainOptions>();
  command->add_option("RULE", options->rule, "A rule's name or id, or what another linter calls it")->required();
  add_color(*command, options->color);
  runs(command, explain, options, action);
}

std::string version() {
  std::string out = "godwit " GODWIT_VERSION;
  for (const Dialect* dialect : all_dialects())
    out += fmt::format("\n{}: {}", dialect->id(), dialect->parser_version());
  return out;
}

/// The message of the parser, or what the first word was probably meant to be.
std::string fault(const CLI::App& app, const CLI::ParseError& error, std::string_view first) {
  if (!app.get_subcommands().empty() || first.starts_with('-')) return error.what();
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands(nullptr)) commands.push_back(command->get_name());
  const std::vector<std::string_view> names(commands.begin(), commands.end());
  const std::string_view meant = closest(first, names);
  return meant.empty() ? fmt::format("there is no command `{}`", first)
                       : fmt::format("there is no command `{}`; did you mean `{}`?", first, meant);
}

Action only(ExitStatus status) {
  return [status] { return status; };
}

}  // namespace

Action read_arguments(int count, char** arguments) {
  CLI::App app{"Reads database migrations before they run and says what they will do to a database in use.", "godwit"};
  app.set_version_flag("--version", version, "The versions of godwit and of its parsers");
  app.set_help_flag("-h,--help", "This text");
  app.require_subcommand(1);
  app.footer("Exit status: 0 nothing found, 1 findings, 2 it could not do its work. See `godwit COMMAND --help`.");
  Action action;
  for (auto* add : {add_lint, add_effects, add_project, add_rules, add_explain}) add(app, action);
  if (count < 2) {
    fmt::print(stderr, "{}", app.help());
    return only(failed);
  }
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return only(static_cast<ExitStatus>(app.exit(error)));
    complain(fault(app, error, arguments[1]));
    const auto chosen = app.get_subcommands();
    fmt::print(stderr, "`godwit {}--help` says more.\n", chosen.empty() ? "" : chosen[0]->get_name() + " ");
    return only(failed);
  }
  return action;
}

}  // namespace godwit::cli
