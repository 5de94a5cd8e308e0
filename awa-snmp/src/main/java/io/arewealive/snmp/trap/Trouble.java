package io.arewealive.snmp.trap;

import io.arewealive.snmp.agent.Answer;
import java.net.UnknownHostException;
import java.util.Map;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/**
 * Why a receiver was not told, as a sentence for operators.
 *
 * @param cause what is wrong
 * @param remedy what to do
 */
record Trouble(String cause, String remedy) {

    private static final String USERS = "compare its lines createUser with those of awa mib --snmptrapd";
    private static final String BROKEN = "start it anew, or look for who answers in its place";
    private static final Map<OID, String> REFUSALS = Map.of(
            SnmpConstants.usmStatsUnknownUserNames, "it does not know the user %s",
            SnmpConstants.usmStatsWrongDigests, "it has another password for the user %s, or another auth-protocol",
            SnmpConstants.usmStatsDecryptionErrors,
                    "it has another priv-password for the user %s, or another priv-protocol",
            SnmpConstants.usmStatsUnsupportedSecLevels, "it knows the user %s without authentication and privacy");

    /** It did not take it. */
    static Trouble of(Receiver receiver, Answer answer) {
        if (answer.report().isEmpty()) {
            return answer.heard()
                    ? new Trouble(
                            "it is there and does not confirm",
                            "see that it lets the user " + user(receiver) + " in, with the same priv-password")
                    : new Trouble("no answer", silence(receiver));
        }
        OID report = answer.report().get();
        if (REFUSALS.containsKey(report)) {
            return new Trouble(REFUSALS.get(report).formatted(user(receiver)), USERS);
        }
        if (report.equals(SnmpConstants.usmStatsUnknownEngineIDs)
                || report.equals(SnmpConstants.usmStatsNotInTimeWindows)) {
            return new Trouble("it keeps asking for its own engine and time", BROKEN);
        }
        return new Trouble("it answers with a report about " + report, BROKEN);
    }

    /** It could not be sent. */
    static Trouble of(Receiver receiver, Exception failure) {
        String setting = "correct awa.snmp.trap." + receiver.name() + ".target";
        return failure instanceof UnknownHostException
                ? new Trouble("its host cannot be resolved", setting + ", or the name service")
                : new Trouble("cannot be sent: " + failure.getMessage(), setting + ", or the route there");
    }

    private static String silence(Receiver receiver) {
        return "see that it runs"
                + (receiver.user().isPresent() ? "" : ", that it takes this community")
                + " and that firewalls let UDP through";
    }

    private static String user(Receiver receiver) {
        return receiver.user().orElse("");
    }
}
