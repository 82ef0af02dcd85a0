#include "frontends/liquibase/element.h"
#include "frontends/xml.h"

namespace godwit::liquibase {
namespace {

/// Deeper than any changelog goes.
constexpr int deepest = 64;

Element element_of(const xml::Document& document, pugi::xml_node node, int depth) {
  Element element;
  element.name = xml::local_name(node);
  element.place = document.start_tag(node);
  element.text = document.text_of(node);
  for (const pugi::xml_attribute attribute : node.attributes())
    element.values.emplace_back(attribute.name(), attribute.value());
  for (const pugi::xml_node child : node.children())
    if (child.type() == pugi::node_element && depth < deepest)
      element.children.push_back(element_of(document, child, depth + 1));
  return element;
}

}  // namespace

Tree read_xml(const BufferPtr& file) {
  const xml::Document document(file);
  Tree tree;
  if (document.problem()) {
    tree.problems.push_back(*document.problem());
  } else {
    tree.root = element_of(document, document.root(), 0);
  }
  return tree;
}

}  // namespace godwit::liquibase
