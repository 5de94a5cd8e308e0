package io.arewealive.samples.benchmarks;

/** What the figures are called. */
final class Names {

    static final String START = "start to serving, a new cluster";
    static final String BACK = "start to serving, back into its cluster";
    static final String JVM = "start of a JVM with the launcher's options";
    static final String EDIT_TOLD = "edit acknowledged to a JMX client";
    static final String EDIT_OF_3 = "edit visible on 3 voters";
    static final String EDIT_OF_8 = "edit visible on 3 voters and 5 observers";
    static final String STATUS = "awa status, wall time";
    static final String KILL = "kill -9 shown Offline by every survivor";
    static final String KILL_LED = "kill -9 of the leader, another leads";
    static final String HANG = "SIGSTOP shown Offline by every survivor";
    static final String HANG_LED = "SIGSTOP of the leader, another leads";
    static final String PAUSE = "SIGSTOP of 300 ms shown by anybody";
    static final String CUT = "cut off, shown Offline by every survivor";
    static final String HEAL = "plugged in again, all show all Online";
    static final String JOIN = "an empty node joins 100,000 changes";
    static final String JOIN_BEYOND = "an empty node joins 100,000 changes, beyond JVM start";
    static final String JOIN_KEYS = "an empty node joins 100,000 keys";
    static final String JOIN_KEYS_BEYOND = "an empty node joins 100,000 keys, beyond JVM start";
    static final String MEMORY = "idle with 10,000 changes, resident memory";
    static final String CPU = "idle with 10,000 changes, CPU seconds a minute";
    static final String WRITE_ONE = "key written, one client inside the leader";
    static final String WRITE_MEDIAN = "key written, one client inside the leader, median";
    static final String WRITE_MANY = "key written, 64 clients inside the leader";
    static final String WRITE_THROUGH = "key written, 64 clients inside a follower";
    static final String READ_MANY = "key read, linear, 64 clients inside the leader";
    static final String WRITE_GROWTH = "resident memory gained by a million writes";
    static final String CROWD_FORM = "from the last start until three show all Online";
    static final String CROWD_CPU = "CPU seconds a minute of each, at rest";
    static final String CROWD_THREADS = "threads of each, at rest";
    static final String CROWD_MEMORY = "memory of each, at rest (PSS)";
    static final String BUSY = "8 busy threads: ";
    static final String BUSY_ALARMS = BUSY + "a live node shown Offline";
    static final String BUSY_SUSPECTS = BUSY + "a live node shown Suspect";
    static final String GET = "SNMP GET of one object, ";
    static final String GET_LATE = "99th percentile of it, ";
    static final String GETS = "SNMP GETs, four consoles, ";
    static final String WALK = "SNMP walk of 10,000 rows, ";
    static final String CHECK = "check_awa, wall time, v3 authPriv";
    static final String V2C = "v2c";
    static final String V3 = "v3 authPriv";

    private Names() {}
}
