"""From words around a mention to probabilities: views, evidence, features, weights."""
