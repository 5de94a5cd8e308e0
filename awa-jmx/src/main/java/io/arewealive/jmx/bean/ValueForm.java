package io.arewealive.jmx.bean;

import io.arewealive.jmx.open.Arguments;
import io.arewealive.jmx.open.Parameter;
import io.arewealive.kv.KvValue;

/** How an operation takes values. */
enum ValueForm {
    /** As text, for people. */
    TEXT(""),
    /** As bytes, for programs, and for what is no text. */
    BYTES("Bytes");

    private final String suffix;

    ValueForm(String suffix) {
        this.suffix = suffix;
    }

    /** What the names of such operations end with. */
    String suffix() {
        return suffix;
    }

    Parameter parameter(String name, String description) {
        return switch (this) {
            case TEXT -> Parameter.text(name, description + ", exactly, as UTF-8; may be empty.");
            case BYTES -> Parameter.bytes(name, description + ", exactly.");
        };
    }

    KvValue read(Arguments arguments, String name) {
        return switch (this) {
            case TEXT -> KvValue.of(arguments.exactText(name));
            case BYTES -> KvValue.of(arguments.bytes(name));
        };
    }
}
