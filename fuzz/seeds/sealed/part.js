renmaiPart="AAAA"
