## Sessions
