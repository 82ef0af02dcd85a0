#pragma once

#include <fstream>
#include <iostream>
#include <set>
#include <string>

/// A list of what is known not to agree with servers: one line each, and lines with `#` for the reasons. It only
/// shrinks: a line that agrees now is an error, too.
namespace godwit::test {

using Disagreements = std::set<std::string>;

inline Disagreements read_disagreements(const char* path) {
  Disagreements out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.insert(line);
  return out;
}

/// Says which of `a` are not in `b`, and how many.
inline int complain(const char* what, const Disagreements& a, const Disagreements& b) {
  int count = 0;
  for (const std::string& each : a)
    if (!b.contains(each)) std::cerr << what << ": " << each << '\n', ++count;
  return count;
}

/// How many lines are wrong, either way.
inline int compare_with_list(const char* path, const Disagreements& found) {
  const Disagreements known = read_disagreements(path);
  return complain("does not agree any more", found, known) + complain("agrees now, take it off the list", known, found);
}

/// Makes the list anew; the reasons stay. 0, or 1 if it cannot be written.
inline int write_disagreements(const char* path, const Disagreements& found) {
  std::string reasons;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with('#')) reasons += line + "\n";
  std::ofstream out(path);
  out << reasons;
  for (const std::string& each : found) out << each << '\n';
  return out ? 0 : 1;
}

}  // namespace godwit::test
