#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace godwit {

/// A list of which copies cost a pointer: its items are kept once however many copies have them, and a change copies
/// pointers to them. For lists that are looked through as a whole.
template <class T>
class SharedList {
  using Items = std::vector<std::shared_ptr<const T>>;

 public:
  class Iterator {
   public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator() = default;
    explicit Iterator(typename Items::const_iterator at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return at_->get(); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(at_++); }
    Iterator& operator--() {
      --at_;
      return *this;
    }
    Iterator operator--(int) { return Iterator(at_--); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    typename Items::const_iterator at_{};
  };

  [[nodiscard]] Iterator begin() const { return Iterator(items().begin()); }
  [[nodiscard]] Iterator end() const { return Iterator(items().end()); }
  [[nodiscard]] auto rbegin() const { return std::make_reverse_iterator(end()); }
  [[nodiscard]] auto rend() const { return std::make_reverse_iterator(begin()); }
  [[nodiscard]] std::size_t size() const { return items().size(); }
  [[nodiscard]] bool empty() const { return items().empty(); }

  void push_back(T value) { owned().push_back(std::make_shared<const T>(std::move(value))); }
  template <class Unwanted>
  void erase_if(const Unwanted& unwanted) {
    if (std::any_of(begin(), end(), unwanted))
      std::erase_if(owned(), [&](const std::shared_ptr<const T>& each) { return unwanted(*each); });
  }
  void clear() { items_.reset(); }

 private:
  [[nodiscard]] const Items& items() const {
    static const Items none;
    return items_ ? *items_ : none;
  }
  Items& owned() {
    if (!items_)
      items_ = std::make_shared<Items>();
    else if (items_.use_count() != 1)
      items_ = std::make_shared<Items>(*items_);
    return *items_;
  }

  std::shared_ptr<Items> items_;
};

}  // namespace godwit
