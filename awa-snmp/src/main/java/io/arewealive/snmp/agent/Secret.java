package io.arewealive.snmp.agent;

/** A password, which shows itself to nobody who prints what holds it. */
public record Secret(String text) {

    @Override
    public String toString() {
        return "******";
    }
}
