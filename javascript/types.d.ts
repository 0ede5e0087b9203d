/** Where and from where a limit is taken. */
export interface LimitOptions {
  /** The letter that moves: "x" if it is not said. */
  var?: string;
  /** An exact constant such as "pi/2", "oo" or "-oo": "0" if it is not said. */
  at?: string | number;
  /** From where: "both" if it is not said. */
  side?: "both" | "left" | "right";
  /** Exact values of other letters; letters without one stay letters. */
  params?: Record<string, string | number>;
}

/**
 * Exact limits as plain text: a value such as "1/2" or "sqrt(2)", "oo", "-oo", "[-1, 1]" (lim inf and lim sup of what
 * oscillates), "none" (the sides differ, or no limit), "undefined" or "undecided".
 */
export interface Limits {
  /** From all sides that were asked for. */
  limit: string;
  /** From the left; null if that side was not asked for. */
  left: string | null;
  /** From the right; null if that side was not asked for. */
  right: string | null;
}

/** How f compares with g. */
export interface Relation extends Limits {
  verdict: "little-o" | "same-order" | "bounded" | "larger" | "not-comparable" | "undefined" | "undecided";
  /** Is f = o(g)? null where that has no meaning or is not known. */
  littleO: boolean | null;
  /** Is f = O(g)? */
  bigO: boolean | null;
  /** Is f = Θ(g)? */
  theta: boolean | null;
}

/** The straight-line guess beside the truth. */
export interface Approximation {
  /** f(x + ε). */
  value: number;
  /** f(x) + f′(x)·ε. */
  approximation: number;
  /** value − approximation. */
  error: number;
  /** f′(x); in two variables the gradient. */
  slope: number | number[];
}

/** A run of gradient descent. */
export interface Run {
  /** The start and every step after it. */
  steps: { step: number; x: number | number[]; loss: number }[];
  outcome: "left-domain" | "diverged" | "stuck" | "converged" | "oscillating" | "out-of-steps";
}

/** What every function throws: `span` is the place in the formula, in units of JavaScript's strings. */
export interface Failure extends Error {
  span?: { start: number; end: number };
}
