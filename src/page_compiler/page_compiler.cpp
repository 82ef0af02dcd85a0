// Writes the table of rules: page_compiler OUT DIALECT,... PAGE...
// A page is Markdown with YAML front matter between two `---` lines. Its path says its id: the folder is a dialect's, `any`,
// or a family's, whose pages say for which dialects they hold.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

namespace {

struct Page {
  std::string folder, name, text;
  YAML::Node front;
  std::string dialects;  // those it holds for, separated by spaces; empty: all

  [[nodiscard]] std::string id() const { return folder + "/" + name; }
};

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
  std::cerr << file.string() << ": error: " << why << '\n';
  std::exit(1);
}

const std::set<std::string> known_keys{"summary",  "severity", "category", "versions",
                                       "dialects", "formerly", "same-as",  "options"};
const std::set<std::string> severities{"off", "note", "warning", "error"};

std::string joined(const YAML::Node& list) {
  std::string out;
  if (list && list.IsScalar()) return list.as<std::string>();
  if (list)
    for (const auto& entry : list) out += (out.empty() ? "" : " ") + entry.as<std::string>();
  return out;
}

/// The dialects that a page holds for.
std::string dialects_of(const Page& page, const std::filesystem::path& file, const std::set<std::string>& known) {
  const YAML::Node& said = page.front["dialects"];
  const bool family = page.folder != "any" && !known.contains(page.folder);
  if (!family && said) fail(file, "the folder says the dialect: `dialects` is for rules of a family");
  if (!family) return page.folder == "any" ? "" : page.folder;
  if (!said || said.size() == 0) fail(file, "a rule of a family says for which `dialects` it holds");
  for (const auto& entry : said)
    if (!known.contains(entry.as<std::string>())) fail(file, "no dialect is called `" + entry.as<std::string>() + "`");
  return joined(said);
}

Page read(const std::filesystem::path& file, const std::set<std::string>& dialects) {
  std::ifstream in(file);
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  const auto end = text.find("\n---\n", 4);
  if (!text.starts_with("---\n") || end == std::string::npos)
    fail(file, "expected front matter between two `---` lines");
  Page page{file.parent_path().filename().string(), file.stem().string(), text.substr(end + 5), {}, {}};
  try {
    page.front = YAML::Load(text.substr(4, end - 4));
  } catch (const YAML::Exception& error) {
    fail(file, std::string("front matter is not YAML: ") + error.what());
  }
  for (const auto& entry : page.front)
    if (!known_keys.contains(entry.first.as<std::string>()))
      fail(file, "unknown key `" + entry.first.as<std::string>() + "`");
  for (const char* key : {"summary", "severity", "category"})
    if (!page.front[key]) fail(file, std::string("front matter lacks `") + key + "`");
  if (!severities.contains(page.front["severity"].as<std::string>()))
    fail(file, "severity is off, note, warning or error");
  page.dialects = dialects_of(page, file, dialects);
  return page;
}

// C++ compilers limit the length of one literal, so long texts are written as several adjacent ones.
std::string literal(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at == 0 || at < text.size(); at += 4000)
    out += "R\"~godwit~(" + text.substr(at, 4000) + ")~godwit~\"\n";
  return out;
}

std::pair<std::string, std::string> id(const std::filesystem::path& file) {
  return {file.parent_path().filename().string(), file.stem().string()};
}

std::string symbol(const Page& page) {
  std::string out = page.name;
  std::replace(out.begin(), out.end(), '-', '_');
  return "rules::" + page.folder + "::" + out;
}

/// An id that a rule had once means that rule and no other, of today or of then.
void check_former_ids(const std::vector<Page>& pages) {
  std::set<std::string> taken;
  for (const Page& page : pages) taken.insert(page.id());
  for (const Page& page : pages)
    if (page.front["formerly"])
      for (const auto& entry : page.front["formerly"])
        if (!taken.insert(entry.as<std::string>()).second)
          fail(page.id(), "`" + entry.as<std::string>() + "` is another rule's id, or was");
}

std::set<std::string> split(const std::string& list) {
  std::set<std::string> out;
  std::stringstream words(list);
  for (std::string word; std::getline(words, word, ',');) out.insert(word);
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const std::set<std::string> dialects = split(arguments[2]);
  // Paths are sorted, not pages: to assign a YAML::Node is to change what it stands for.
  std::vector<std::filesystem::path> files(arguments + 3, arguments + count);
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return id(a) < id(b); });
  std::vector<Page> pages;
  for (const auto& file : files) pages.push_back(read(file, dialects));
  check_former_ids(pages);

  std::ofstream out(arguments[1]);
  out << "// Generated from the rule pages.\n#include <godwit/rules/page.h>\n\nnamespace godwit {\n";
  for (const Page& page : pages) {
    const std::string full = symbol(page);
    const auto at = full.rfind("::");
    out << "namespace " << full.substr(0, at) << " { extern const Rule " << full.substr(at + 2) << "; }\n";
  }
  out << "\nconst std::vector<RulePage>& all_rules() {\n  static const std::vector<RulePage> table{\n";
  for (const Page& page : pages) {
    const auto text = [&](const char* key) {
      return literal(page.front[key] ? page.front[key].as<std::string>() : "");
    };
    const auto severity = page.front["severity"].as<std::string>();
    out << "    {" << literal(page.id()) << ", " << literal(page.folder) << ", "
        << literal(page.name) << ", " << text("summary") << ", Severity::" << severity << ", " << text("category")
        << ", " << literal(joined(page.front["versions"])) << ", " << literal(joined(page.front["same-as"])) << ", "
        << literal(joined(page.front["options"])) << ", " << literal(page.text) << ", &" << symbol(page) << ", "
        << literal(page.dialects) << ", " << literal(joined(page.front["formerly"])) << "},\n";
  }
  out << "  };\n  return table;\n}\n}  // namespace godwit\n";
  return out ? 0 : 1;
}
