#pragma once

#include <godwit/project/migration.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontends/rendered.h"

/// What a runner, or a template around it, puts into a script before the server sees it.
namespace godwit::frontends {

/// How a placeholder is written. What stands between is its name, blanks around it cut off.
struct PlaceholderForm {
  std::string_view open, close;
  bool name_only = true;   ///< one name, and no blanks; else anything: an expression, a command of a template
};
constexpr PlaceholderForm dollar_braces{"${", "}"};
constexpr PlaceholderForm double_braces{"{{", "}}", false};
constexpr PlaceholderForm angle_percent{"<%", "%>", false};
constexpr PlaceholderForm at_signs{"@", "@"};

/// The value of a placeholder, by its name as it is written; nothing where nobody knows it.
using PlaceholderValue = std::function<std::optional<std::string>(std::string_view name)>;

/// Puts values into the SQL of a migration, where it stands as in the file. A placeholder whose value nobody knows is an unknown name, or a piece of
/// one, that is called as it is written, and so the same thing wherever it stands. Where it is a whole statement, that
/// is not read; what only steers a template (`{{ if }}`, `<% end %>`) is left out. Comments stay as they are.
void fill_placeholders(Migration& migration, const std::vector<PlaceholderForm>& forms, const PlaceholderValue& value);

/// The same for a text that is put together already: what is sent of it.
[[nodiscard]] std::vector<Step> filled(std::string_view dialect, const BufferPtr& file, const Rendered& text,
                                       const std::vector<PlaceholderForm>& forms, const PlaceholderValue& value);

/// The same with every form there is, for files that only a template around the runner explains, and no values.
void read_templates(Migration& migration);

}  // namespace godwit::frontends
