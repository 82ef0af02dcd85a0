#pragma once

#include <godwit/project/migration.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "frontends/rendered.h"

namespace godwit::liquibase {

/// A part of a changelog, whether it is written in XML, YAML or JSON. What XML has as attributes, the others have as
/// values in a map: `values` holds both.
struct Element {
  std::string name;  ///< without a namespace
  Span place;        ///< its start tag, or its key
  std::vector<std::pair<std::string, std::string>> values;
  frontends::Rendered text;
  std::vector<Element> children;

  [[nodiscard]] std::string_view value(std::string_view key) const;  ///< empty if there is none
  [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
  [[nodiscard]] const Element* child(std::string_view key) const;
};

/// What a file is read into: the `databaseChangeLog`, or what is wrong with the file.
struct Tree {
  Element root;
  std::vector<Problem> problems;
};
[[nodiscard]] Tree read_xml(const BufferPtr& file);
/// YAML, and JSON, which is YAML, too.
[[nodiscard]] Tree read_yaml(const BufferPtr& file);

}  // namespace godwit::liquibase
