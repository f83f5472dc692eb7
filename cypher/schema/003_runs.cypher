// Runs: what each update of the graph from its sources did, and what became of each address.
CREATE CONSTRAINT run_number IF NOT EXISTS FOR (r:Run) REQUIRE r.number IS UNIQUE;
CREATE CONSTRAINT report_id IF NOT EXISTS FOR (r:Report) REQUIRE r.id IS UNIQUE;
CREATE INDEX report_run IF NOT EXISTS FOR (r:Report) ON (r.run);
