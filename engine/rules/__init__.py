"""Decision tables that the content brings, and the whole way to each decision."""
