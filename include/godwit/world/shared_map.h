#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace godwit {

/// A map of which copies cost a pointer, however much is in it: what two copies have in common is kept once, and a change
/// copies the way to what it changes. What no other copy has is changed in place. In no order.
/// References to values stay valid until the value is erased, or changed in this copy while another copy shares it.
/// A trie over the key's hash, 32 ways at each step (Bagwell, "Ideal Hash Trees").
template <class Key, class Value>
class SharedMap {
  /// How a key is looked up: text without being copied.
  using Asked = std::conditional_t<std::is_same_v<Key, std::string>, std::string_view, Key>;

 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Null where there is none.
  [[nodiscard]] const Value* find(const Asked& key) const {
    std::uint64_t rest = hash(key);
    for (const Node* node = root_.get(); node; rest >>= bits) {
      const std::uint32_t place = 1U << (rest & mask);
      if ((node->taken & place) == 0) return nullptr;
      const Slot& slot = node->slots[node->at(place)];
      if (slot.leaf) return in_chain(slot.leaf.get(), key);
      node = slot.node.get();
    }
    return nullptr;
  }

  /// The same to change it. Nothing is copied where there is none.
  [[nodiscard]] Value* edit(const Asked& key) { return find(key) ? &at(key) : nullptr; }

  /// The value of a key, made where there was none.
  Value& at(const Asked& key) {
    const std::uint64_t all = hash(key);
    std::shared_ptr<Node>* node = &root_;
    for (int depth = 0;; ++depth) {
      if (!*node) *node = std::make_shared<Node>();
      Node& own = owned(*node);
      const std::uint32_t place = 1U << ((all >> (depth * bits)) & mask);
      const std::size_t index = own.at(place);
      if ((own.taken & place) == 0) {
        own.taken |= place;
        own.slots.insert(own.slots.begin() + static_cast<std::ptrdiff_t>(index), Slot{});
        return make(own.slots[index].leaf, all, key);
      }
      Slot& slot = own.slots[index];
      if (slot.leaf && slot.leaf->hash == all) return in_chain_to_change(slot.leaf, all, key);
      if (slot.leaf) push_down(slot, depth + 1);
      node = &slot.node;
    }
  }

  void set(const Asked& key, Value value) { at(key) = std::move(value); }

  bool erase(const Asked& key) {
    if (!find(key)) return false;
    std::uint64_t rest = hash(key);
    for (std::shared_ptr<Node>* node = &root_;; rest >>= bits) {
      Node& own = owned(*node);
      const std::uint32_t place = 1U << (rest & mask);
      const std::size_t index = own.at(place);
      Slot& slot = own.slots[index];
      if (!slot.leaf) {
        node = &slot.node;
        continue;
      }
      unchain(slot.leaf, key);
      if (!slot.leaf) {
        own.taken &= ~place;
        own.slots.erase(own.slots.begin() + static_cast<std::ptrdiff_t>(index));
      }
      --size_;
      return true;
    }
  }

  /// Calls `visit(key, value)` for each, in no order that means anything.
  template <class Visit>
  void for_each(const Visit& visit) const {
    if (root_) each_below(*root_, visit);
  }

 private:
  static constexpr int bits = 5;
  static constexpr std::uint64_t mask = (1U << bits) - 1;

  struct Leaf {
    std::uint64_t hash;
    Key key;
    Value value{};
    std::shared_ptr<Leaf> next;  ///< another key of the same hash
  };
  struct Node;
  struct Slot {
    std::shared_ptr<Node> node;
    std::shared_ptr<Leaf> leaf;
  };
  struct Node {
    std::uint32_t taken = 0;  ///< which of the 32 places have a slot
    std::vector<Slot> slots;
    /// How many slots stand before a place. Written out: std::popcount calls a function on machines that may be old.
    [[nodiscard]] std::size_t at(std::uint32_t place) const {
      std::uint32_t below = taken & (place - 1);
      below -= (below >> 1) & 0x55555555U;
      below = (below & 0x33333333U) + ((below >> 2) & 0x33333333U);
      return (((below + (below >> 4)) & 0x0F0F0F0FU) * 0x01010101U) >> 24;
    }
  };

  static std::uint64_t hash(const Asked& key) {
    // Numbers are given out one after the other, which fills the trie evenly as they are.
    if constexpr (std::is_integral_v<Key>)
      return static_cast<std::uint64_t>(key);
    else
      return std::hash<Asked>()(key);
  }

  template <class T>
  static T& owned(std::shared_ptr<T>& shared) {
    if (shared.use_count() != 1) shared = std::make_shared<T>(*shared);
    return *shared;
  }

  static const Value* in_chain(const Leaf* leaf, const Asked& key) {
    for (; leaf; leaf = leaf->next.get())
      if (leaf->key == key) return &leaf->value;
    return nullptr;
  }

  Value& make(std::shared_ptr<Leaf>& where, std::uint64_t all, const Asked& key) {
    where = std::make_shared<Leaf>(Leaf{all, Key(key), Value{}, where});
    ++size_;
    return where->value;
  }

  Value& in_chain_to_change(std::shared_ptr<Leaf>& first, std::uint64_t all, const Asked& key) {
    for (std::shared_ptr<Leaf>* leaf = &first; *leaf; leaf = &owned(*leaf).next)
      if ((*leaf)->key == key) return owned(*leaf).value;
    return make(first, all, key);
  }

  static void unchain(std::shared_ptr<Leaf>& first, const Asked& key) {
    std::shared_ptr<Leaf>* leaf = &first;
    while ((*leaf)->key != key) leaf = &owned(*leaf).next;
    *leaf = std::shared_ptr<Leaf>((*leaf)->next);
  }

  /// A place that two hashes share gets a node of its own.
  static void push_down(Slot& slot, int depth) {
    slot.node = std::make_shared<Node>();
    slot.node->taken = 1U << ((slot.leaf->hash >> (depth * bits)) & mask);
    slot.node->slots.push_back({nullptr, std::move(slot.leaf)});
    slot.leaf = nullptr;
  }

  template <class Visit>
  static void each_below(const Node& node, const Visit& visit) {
    for (const Slot& slot : node.slots) {
      if (slot.node) each_below(*slot.node, visit);
      for (const Leaf* leaf = slot.leaf.get(); leaf; leaf = leaf->next.get()) visit(leaf->key, leaf->value);
    }
  }

  std::shared_ptr<Node> root_;
  std::size_t size_ = 0;
};

}  // namespace godwit
