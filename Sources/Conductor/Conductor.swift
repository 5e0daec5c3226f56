//  Conductor performs the acts in their order, hands results on, and cleans up whatever happens.
//  It never formats text, never parses arguments and holds no opinions: judgements are Core's.
