/** HUD 3.15.1 without the head: child, spouse or partner, other relative, not related. */
export const relationships = [2, 3, 4, 5] as const;
