## Search
