// The bodies with most partners
// Five companies, agencies or institutions and all they deal with: whoever links two of them can introduce one to the other.
MATCH (b:Entity)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|SUPPORTED_BY]-(x:Entity)
WHERE any(l IN labels(b) WHERE l IN ['Company', 'Agency', 'Institution'])
WITH b, count(DISTINCT x) AS partners
ORDER BY partners DESC, b.key
LIMIT 5
MATCH path = (b)-[:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|SUPPORTED_BY]-(:Entity)
RETURN path
