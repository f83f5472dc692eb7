// Only announced so far
// Dealings that no article reports as done: a list for the telephone.
MATCH path = (:Entity)-[r]->(:Entity)
WHERE r.planned = true
RETURN path
ORDER BY r.last_date DESC, r.sentence
LIMIT 75
