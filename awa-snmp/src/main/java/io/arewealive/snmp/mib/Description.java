package io.arewealive.snmp.mib;

import io.arewealive.node.NodeChange.Action;
import io.arewealive.status.NodeState;
import io.arewealive.status.Role;
import io.arewealive.status.Severity;
import java.util.List;

/** What AWA-MIB says beside its tables: conventions, scalars, notifications. */
final class Description {

    static final Enumeration<NodeState> STATUS = new Enumeration<>(
            "AwaStatus",
            "State of a node: online, suspect (silent, not confirmed), offline, left (said goodbye) or unknown (never heard by"
                    + " the viewer).",
            List.of(NodeState.UNKNOWN, NodeState.ONLINE, NodeState.SUSPECT, NodeState.OFFLINE, NodeState.LEFT));
    static final Enumeration<Role> ROLE = new Enumeration<>(
            "AwaRole",
            "Part of a node in the replicated log: leader, voter, observer, witness or none.",
            List.of(Role.NONE, Role.OBSERVER, Role.VOTER, Role.LEADER, Role.WITNESS));
    static final Enumeration<Severity> SEVERITY = new Enumeration<>(
            "AwaSeverity",
            "How much something matters: info, warning or critical.",
            List.of(Severity.INFO, Severity.WARNING, Severity.CRITICAL));
    static final Enumeration<Action> ACTION = new Enumeration<>(
            "AwaChangeAction",
            "What a change did to its row of the node table: the row appeared, changed or went.",
            List.of(Action.CREATE, Action.UPDATE, Action.DELETE));

    static final List<Enumeration<?>> CONVENTIONS = List.of(STATUS, ROLE, SEVERITY, ACTION);

    private Description() {}

    /** Numbers 13 and 14 are awaClusterMaster and awaClusterMasterToken, which come with leaderships. */
    static List<Leaf<View>> cluster() {
        return List.of(
                Leaf.of(
                        1,
                        "awaClusterName",
                        Syntax.TEXT,
                        "",
                        "Name of the cluster.",
                        view -> view.status().cluster()),
                Leaf.of(
                        2,
                        "awaClusterTableVersion",
                        Syntax.GAUGE64,
                        "changes",
                        "Version of the viewer's node table: the number of changes applied to it.",
                        view -> view.status().version()),
                Leaf.of(
                        3,
                        "awaClusterQuorum",
                        Syntax.TRUTH,
                        "",
                        "Whether the viewer knows a leader that a majority of the voters follows; without one nothing can be"
                                + " changed.",
                        view -> view.status().quorum()),
                Leaf.of(
                        4,
                        "awaClusterLeader",
                        Syntax.TEXT,
                        "",
                        "Name of the node that leads the replicated log; empty if none is known.",
                        view -> view.status().leader().orElse("")),
                Leaf.of(
                        5,
                        "awaClusterTerm",
                        Syntax.GAUGE64,
                        "terms",
                        "Term of the replicated log; it rises with every election.",
                        view -> view.status().term()),
                Leaf.of(
                        6,
                        "awaClusterNodesTotal",
                        Syntax.GAUGE,
                        "nodes",
                        "Number of nodes in the table.",
                        view -> view.summary().total()),
                Leaf.of(
                        7,
                        "awaClusterNodesOnline",
                        Syntax.GAUGE,
                        "nodes",
                        "Nodes that answered within the liveness time.",
                        view -> view.summary().online()),
                Leaf.of(
                        8,
                        "awaClusterNodesSuspect",
                        Syntax.GAUGE,
                        "nodes",
                        "Nodes that are silent, their end not confirmed.",
                        view -> view.summary().suspect()),
                Leaf.of(
                        9,
                        "awaClusterNodesOffline",
                        Syntax.GAUGE,
                        "nodes",
                        "Nodes that ended or are silent past confirmation.",
                        view -> view.summary().offline()),
                Leaf.of(
                        10,
                        "awaClusterNodesLeft",
                        Syntax.GAUGE,
                        "nodes",
                        "Nodes that said goodbye.",
                        view -> view.summary().left()),
                Leaf.of(
                        11,
                        "awaClusterNodesUnknown",
                        Syntax.GAUGE,
                        "nodes",
                        "Nodes that the viewer has never heard since its start.",
                        view -> view.summary().unknown()),
                Leaf.of(
                        12,
                        "awaClusterSynced",
                        Syntax.TRUTH,
                        "",
                        "Whether the viewer has caught up with a live leader since its start and still follows one.",
                        view -> view.status().synced()),
                Leaf.of(
                        15,
                        "awaClusterViewer",
                        Syntax.TEXT,
                        "",
                        "Name of the node that looks.",
                        view -> view.status().viewer()),
                Leaf.of(
                        16,
                        "awaClusterAge",
                        Syntax.GAUGE,
                        "milliseconds",
                        "How old the picture is. It is published anew at least every second; an older one means that the viewer"
                                + " itself is in trouble.",
                        view -> view.asked().toEpochMilli()
                                - view.status().takenAt().toEpochMilli()),
                Leaf.of(
                        17,
                        "awaClusterSeverity",
                        SEVERITY.syntax(),
                        "",
                        "The worst severity among the problems: info, warning or critical.",
                        view -> view.status().severity()),
                Leaf.of(
                        18,
                        "awaClusterProblem",
                        Syntax.TEXT,
                        "",
                        "The worst problem, as its subject and what is wrong; empty if there is none.",
                        Description::worst));
    }

    static List<Table<?>> tables() {
        return List.of(NodeColumns.table(), ChangeColumns.table(), EventColumns.table());
    }

    static List<Notice> notices() {
        return List.of(
                new Notice(
                        1,
                        "awaNodeStatusChanged",
                        "A node was lost for longer than the cluster's awa.notify.hold, was found again, left, or began to come and"
                                + " go; see awaEventMessage.",
                        about("awaNodeName", "awaNodeStatus", "awaNodeReason")),
                new Notice(
                        2,
                        "awaLeaderChanged",
                        "The replicated log has another leader.",
                        about("awaClusterLeader", "awaClusterTerm")),
                new Notice(
                        4,
                        "awaQuorumLost",
                        "No majority of the voters can be reached for longer than the cluster's awa.notify.hold: nothing can be"
                                + " changed. It is no event of the cluster, which has none without a majority: its awaEventNumber is 0,"
                                + " and each part of the cluster that can send sends it once.",
                        about("awaClusterViewer")),
                new Notice(
                        5,
                        "awaQuorumRegained",
                        "A majority of the voters is there again, after awaQuorumLost.",
                        about("awaClusterViewer")));
    }

    private static List<String> about(String... objects) {
        var all = new java.util.ArrayList<>(
                List.of("awaClusterName", "awaEventNumber", "awaEventTime", "awaEventSeverity"));
        all.addAll(List.of(objects));
        all.add("awaEventMessage");
        return all;
    }

    private static String worst(View view) {
        return view.status().problems().stream()
                .findFirst()
                .map(problem -> problem.subject() + ": " + problem.message())
                .orElse("");
    }
}
