"""The roads of the product, each walked in two languages against running processes, real mails and a moved clock."""
