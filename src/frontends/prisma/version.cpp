#include "frontends/prisma/version.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string>

namespace godwit::prisma {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> lock_files{"package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"};
constexpr std::array<std::string_view, 2> packages{"prisma", "@prisma/client"};
constexpr std::array<std::string_view, 3> kinds{"dependencies", "devDependencies", "peerDependencies"};

std::string text_in(const FolderView& view, const std::string& folder, std::string_view name) {
  const ReadResult file = view.read(path_in(folder, name));
  return file.buffer ? file.buffer->text : std::string();
}

Json json_in(const FolderView& view, const std::string& folder, std::string_view name) {
  return Json::parse(text_in(view, folder, name), nullptr, false);
}

std::string string_in(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto value = object.find(key);
  return value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
}

std::optional<Version> installed(const FolderView& view, const std::string& folder) {
  return parse_range(string_in(json_in(view, folder, "node_modules/prisma/package.json"), "version"));
}

/// What follows the first `key` that is no part of a longer name.
std::optional<Version> version_after(std::string_view lock, std::string_view key) {
  for (std::size_t at = lock.find(key); at != std::string_view::npos; at = lock.find(key, at + 1)) {
    if (at > 0 && std::string_view(" \t\n\"',/").find(lock[at - 1]) == std::string_view::npos) continue;
    std::string_view rest = lock.substr(at + key.size(), 64);
    rest.remove_prefix(std::min(rest.find_first_of("^~>0123456789"), rest.size()));
    if (const auto version = parse_range(rest)) return version;
  }
  return std::nullopt;
}

std::optional<Version> locked(const FolderView& view, const std::string& folder) {
  for (const std::string_view name : lock_files) {
    const std::string text = text_in(view, folder, name);
    if (text.empty()) continue;
    if (const auto version = version_after(text, "\"node_modules/prisma\": {")) return version;
    if (const auto version = version_after(text, "prisma@")) return version;
  }
  return std::nullopt;
}

std::optional<Version> wanted(const FolderView& view, const std::string& folder) {
  const Json package = json_in(view, folder, "package.json");
  if (!package.is_object()) return std::nullopt;
  for (const std::string_view name : packages) {
    for (const std::string_view kind : kinds) {
      const auto group = package.find(kind);
      if (group == package.end()) continue;
      if (const auto version = parse_range(string_in(*group, name))) return version;
    }
  }
  return std::nullopt;
}

/// Reads a number off the front of `text`.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

constexpr int any_minor = 1'000'000;

}  // namespace

std::optional<Version> parse_range(std::string_view range) {
  if (range == "latest" || range == "*") return Version{any_minor, 0};
  const std::size_t digit = range.find_first_not_of("^~>=v ");
  if (digit == std::string_view::npos) return std::nullopt;
  const std::string_view sign = range.substr(0, digit);
  range.remove_prefix(digit);
  const auto major = take_number(range);
  if (!major) return std::nullopt;
  if (sign.starts_with(">")) return Version{any_minor, 0};
  if (sign.starts_with("^") || !range.starts_with('.')) return Version{*major, any_minor};
  range.remove_prefix(1);
  return Version{*major, take_number(range).value_or(any_minor)};
}

std::optional<Version> find_version(const FolderView& view) {
  const std::vector<std::string> folders = view.upward();
  const auto nearest = [&](auto source) -> std::optional<Version> {
    for (const std::string& folder : folders) {
      if (const auto version = source(view, folder)) return version;
    }
    return std::nullopt;
  };
  const auto want = nearest(wanted);
  if (want && sends_one_by_one(*want) == sends_one_by_one({want->major, 0})) return want;
  if (const auto version = nearest(installed)) return version;
  if (const auto version = nearest(locked)) return version;
  return want;
}

bool sends_one_by_one(Version version) { return version.major > 7 || (version.major == 7 && version.minor >= 4); }

}  // namespace godwit::prisma
