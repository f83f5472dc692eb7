// name: introductions
// title: Who can introduce us
// question:
//   en: Who of a region can introduce us to somebody, and through whom?
//   de: Wer aus einer Region kann uns mit jemandem bekannt machen, und über wen?
// purpose: Where nobody of ours knows a partner, find those who know somebody that does.
// see_also: [met, chain]
// parameters:
//   to: {type: any, help: "The body or person we want to meet.", example: "Wirtschafts-Investitionsförderungsbehörde Chongqing"}
//   region: {type: region, help: "Where those are who can help; all that lies in it counts.", example: Thüringen}
// columns:
//   body: who of the region can introduce us
//   first: how it knows the one in the middle
//   through: the one in the middle
//   then: how that one knows whom we want to meet
MATCH (target:Entity {key: $to})
MATCH (r:Entity {key: $region})
WITH target, r, r.inside < 10 * target.dealings AS turned // whether fewer steps lead from the region to those in the middle
CALL (target, r, turned) {
  MATCH (target)-[f:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|REPRESENTS]-(mid:Entity)
  WHERE NOT turned AND ($planned OR NOT f.planned) AND NOT (mid:Event OR mid:City OR mid:Region OR mid:Country)
    AND ($since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
      ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
  WITH mid, f
  ORDER BY coalesce(f.last_date, f.published, '') DESC, type(f)
  WITH mid, collect(DISTINCT type(f)) AS thens, collect(f) AS fs
  MATCH (mid)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|REPRESENTS]-(b:Entity)
  WHERE $region IN b.within
  RETURN mid, thens, fs[0] AS f, b, e
  UNION ALL
  CALL (target, r, turned) {
    MATCH (target)-[f:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|REPRESENTS]-(mid:Entity)
    WHERE turned AND ($planned OR NOT f.planned) AND NOT (mid:Event OR mid:City OR mid:Region OR mid:Country)
      AND ($since IS NULL AND $until IS NULL OR any(d IN f.dates + f.reported WHERE
        ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
    WITH mid, f
    ORDER BY coalesce(f.last_date, f.published, '') DESC, type(f)
    RETURN mid, f, null AS b, null AS e
    UNION ALL
    MATCH (r)<-[:LOCATED_IN*0..4]-(:Entity)<-[:REPRESENTS*0..1]-(b:Entity)
    WHERE turned
    WITH DISTINCT b
    MATCH (b)-[e:MET|COOPERATES_WITH|SIGNED_AGREEMENT_WITH|VISITED|SUPPORTED_BY|REPRESENTS]-(mid:Entity)
    RETURN mid, null AS f, b, e
  }
  WITH mid, collect(DISTINCT type(f)) AS thens, collect(f) AS fs, collect(b) AS bs, collect(e) AS es
  WHERE size(fs) > 0 AND size(es) > 0
  UNWIND range(0, size(es) - 1) AS i
  RETURN mid, thens, fs[0] AS f, bs[i] AS b, es[i] AS e
}
WITH target, mid, thens, f, b, e
WHERE b <> target AND b.key <> $region AND ($planned OR NOT e.planned) AND NOT b:Event
  AND ($since IS NULL AND $until IS NULL OR any(d IN e.dates + e.reported WHERE
    ($since IS NULL OR left($since, size(d)) <= d) AND ($until IS NULL OR left(d, size($until)) <= $until)))
WITH target, mid, b, thens, f, e
ORDER BY coalesce(e.last_date, e.published, '') DESC, type(e)
WITH target, mid, b, thens, f, collect(DISTINCT type(e)) AS firsts, collect(e) AS es
ORDER BY b.name, mid.name
LIMIT $limit
RETURN
  b.name AS body,
  firsts AS first,
  mid.name AS through,
  thens AS then,
  [b, mid, target] AS nodes,
  [es[0], f] AS edges
ORDER BY body, through
