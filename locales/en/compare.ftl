## Comparing territories
