#pragma once

#include <godwit/project/frontend.h>
#include <vector>

/// What psql makes of a script before the server sees it.
namespace godwit::frontends {

/// Replaces each step that is a script with psql's own words in it: `:x`, `:'x'` and `:"x"` by what `\set` in the same file
/// says, else by one thing that nobody knows; `\i` and `\ir` by the file that they name. The branch of an `\if` is taken that its words tell, and `\q` ends the file.
/// An `Unread` stands for a file that is not there, a branch that nobody knows, and what `\gexec` and `\!` run. `name` is the migration's file in the folder. Text without such words stays as it is.
void run_through_psql(const FolderView& folder, const std::string& name, Migration& migration);

}  // namespace godwit::frontends
