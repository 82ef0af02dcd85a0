#include <godwit/project/migration.h>

#include <godwit/project/frontend.h>
#include <array>

namespace godwit {

std::string_view words(MigrationKind kind) {
  constexpr std::array<std::string_view, 4> kinds{"versioned", "repeatable", "baseline", "callback"};
  return kinds[static_cast<std::size_t>(kind)];
}

const std::string& dialect_of(const Step& step) {
  return std::visit([](const auto& each) -> const std::string& { return each.dialect; }, step);
}

const BufferPtr& file_of(const Step& step) {
  return std::visit([](const auto& each) -> const BufferPtr& { return each.file; }, step);
}

std::string_view text_of(const Step& step) {
  if (const auto* script = std::get_if<Script>(&step)) return script->text;
  const auto& unread = std::get<Unread>(step);
  return std::string_view(unread.file->text).substr(unread.span.begin, unread.span.end - unread.span.begin);
}

Span to_file(const Step& step, Span span) {
  if (const auto* script = std::get_if<Script>(&step)) return script->map.to_file(span);
  const std::uint32_t begin = std::get<Unread>(step).span.begin;
  return {begin + span.begin, begin + span.end};
}

bool editable(const Step& step, Span span) {
  const auto* script = std::get_if<Script>(&step);
  return script != nullptr && script->map.editable(span);
}

std::string_view Migration::framework() const { return frontend == nullptr ? std::string_view() : frontend->id(); }

BufferPtr file_of(const Migration& migration) {
  return migration.steps.empty() ? nullptr : file_of(migration.steps.front());
}

}  // namespace godwit
