#include <cstdio>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <fmt/format.h>

#include <godwit/dialects/dialect.h>
#include <godwit/source/closest.h>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace godwit::cli {

void add_color(CLI::App& command, std::string& when) {
  command.add_option("--color", when, "Whether to use colours (default: auto)")
      ->check(CLI::IsMember({"auto", "always", "never"}).description(""))
      ->type_name("auto|always|never");
}

namespace {

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

/// Memory comes from the system in few large steps: at each of them all threads that need memory wait.
void take_memory_in_large_steps() {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 4 << 20);
#endif
}

int run(int count, char** arguments) {
  CLI::App app{"Reads database migrations before they run and says what they will do to a database in use.", "godwit"};
  app.set_version_flag("--version", version, "The versions of godwit and of its parsers");
  app.set_help_flag("-h,--help", "This text");
  app.require_subcommand(1);
  app.footer("Exit status: 0 nothing found, 1 findings, 2 it could not do its work. See `godwit COMMAND --help`.");
  Action action;
  add_lint(app, action);
  add_effects(app, action);
  add_rules(app, action);
  add_explain(app, action);
  if (count < 2) {
    fmt::print(stderr, "{}", app.help());
    return failed;
  }
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    complain(fault(app, error, arguments[1]));
    const auto chosen = app.get_subcommands();
    fmt::print(stderr, "`godwit {}--help` says more.\n", chosen.empty() ? "" : chosen[0]->get_name() + " ");
    return failed;
  }
  return action();
}

}  // namespace
}  // namespace godwit::cli

int main(int count, char** arguments) {
  godwit::cli::take_memory_in_large_steps();
  return godwit::cli::run(count, arguments);
}
