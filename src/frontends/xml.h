#pragma once

#include <godwit/project/migration.h>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "frontends/rendered.h"

/// XML files with the places of what stands in them.
namespace godwit::xml {

/// One file. Borrows nothing: the tree has its own copy of the text, in which places are those of the file.
class Document {
 public:
  explicit Document(BufferPtr file);

  /// What is wrong with the file where it is no XML; then there is no tree.
  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
  [[nodiscard]] pugi::xml_node root() const { return tree_.document_element(); }

  /// The element's start tag, from `<` to `>`.
  [[nodiscard]] Span start_tag(pugi::xml_node element) const;
  /// The value of an attribute in the file, without its quotes; the start tag if it has none.
  [[nodiscard]] Span attribute(pugi::xml_node element, std::string_view name) const;
  /// The text directly in an element, with references and CDATA sections undone.
  [[nodiscard]] frontends::Rendered text_of(pugi::xml_node element) const;

 private:
  BufferPtr file_;
  pugi::xml_document tree_;
  std::optional<Problem> problem_;
};

/// The name without its namespace: `cypher` of `neo4j:cypher`.
[[nodiscard]] std::string_view local_name(pugi::xml_node element);

}  // namespace godwit::xml
