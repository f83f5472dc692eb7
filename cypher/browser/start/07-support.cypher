// Who supports whom
// From the supported to the supporter: funding, premises, explicit help; offices opened abroad stand beside them.
MATCH path = (:Entity)-[r:SUPPORTED_BY|OPENED_OFFICE_IN]->(:Entity)
RETURN path
ORDER BY r.articles DESC, r.sentence
LIMIT 75
