## Comparer des territoires
