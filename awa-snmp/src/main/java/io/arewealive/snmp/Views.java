package io.arewealive.snmp;

import io.arewealive.Awa;
import io.arewealive.event.Event;
import io.arewealive.node.ChangesSince;
import io.arewealive.node.NodeChange;
import io.arewealive.snmp.mib.Rows;
import io.arewealive.snmp.mib.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The newest picture of an instance, put in order once for each that is published. Any thread, never blocks. */
final class Views implements Supplier<View> {

    /** The most rows of changes, and of events. */
    static final int KEPT = 1_000;

    private final Awa awa;
    private final Supplier<Rows<Event>> events;
    private final InstantSource clock;
    private volatile Rows<NodeChange> changes = Rows.ascending(List.of(), NodeChange::version);
    private volatile View last;

    Views(Awa awa, Supplier<Rows<Event>> events, InstantSource clock) {
        this.awa = awa;
        this.events = events;
        this.clock = clock;
        this.last = View.of(awa.status(), changes, events.get(), clock.instant());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is the same picture; comparing two pictures takes long
    public View get() {
        var status = awa.status();
        View former = last;
        View view = former.status() == status
                ? former.with(changes(), events.get(), clock.instant())
                : View.of(status, changes(), events.get(), clock.instant());
        last = view;
        return view;
    }

    private Rows<NodeChange> changes() {
        Rows<NodeChange> known = changes;
        long newest = known.size() == 0 ? 0 : known.index(known.size() - 1);
        long version = awa.nodes().version();
        if (version == newest) {
            return known;
        }
        boolean goesOn = newest > 0 && newest < version && version - newest < KEPT;
        List<NodeChange> all = new ArrayList<>();
        for (int place = 0; goesOn && place < known.size(); place++) {
            all.add(known.row(place));
        }
        all.addAll(since(goesOn ? newest : Math.max(0, version - KEPT)));
        List<NodeChange> kept = all.subList(Math.max(0, all.size() - KEPT), all.size());
        Rows<NodeChange> rows = Rows.ascending(kept, NodeChange::version);
        changes = rows;
        return rows;
    }

    private List<NodeChange> since(long version) {
        ChangesSince answer = awa.nodes().changesSince(version, KEPT);
        if (answer instanceof ChangesSince.Snapshot snapshot) {
            answer = awa.nodes().changesSince(snapshot.floor(), KEPT);
        }
        return answer instanceof ChangesSince.Changes some ? some.changes() : List.of();
    }
}
