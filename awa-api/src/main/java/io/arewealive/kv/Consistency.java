package io.arewealive.kv;

/** How new the answer to a read must be. */
public enum Consistency {
    /** Everything that was acknowledged before the read began is in it; needs a majority. */
    LINEAR,
    /** This node's copy, at once, with or without a majority; how old it is stands beside it. */
    LOCAL;

    /** The word for it, for example {@code linear}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
