// Who visited whom
// Visits from and to everywhere; the arrow points from the visitor to the place or host.
MATCH path = (:Entity)-[r:VISITED]->(:Entity)
RETURN path
ORDER BY r.last_date DESC, r.sentence
LIMIT 60
