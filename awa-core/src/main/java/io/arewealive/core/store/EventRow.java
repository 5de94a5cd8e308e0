package io.arewealive.core.store;

import io.arewealive.core.table.ChangeCodec;
import io.arewealive.core.wire.WireWriter;
import io.arewealive.event.Event;
import io.arewealive.event.EventStream;
import io.arewealive.event.EventType;
import io.arewealive.status.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

/** A row of {@code events}. */
@Entity(name = "EventRow")
@IdClass(EventKey.class)
@Table(name = "events")
class EventRow {

    @Id
    @Column(name = "stream")
    String stream = "";

    @Id
    @Column(name = "number")
    long number;

    @Column(name = "happened_at")
    OffsetDateTime happenedAt = OffsetDateTime.MIN;

    @Column(name = "type")
    String type = "";

    @Column(name = "severity")
    String severity = "";

    @Column(name = "subject")
    String subject = "";

    @Column(name = "message")
    String message = "";

    @Column(name = "details")
    String details = "";

    @Column(name = "crc")
    int crc;

    EventRow() {}

    EventRow(Event event) {
        stream = word(event.stream());
        number = event.number();
        happenedAt = ChangeRow.toColumn(event.time());
        type = event.type().id();
        severity = JsonText.word(event.severity());
        subject = event.subject();
        message = event.message();
        details = JsonText.of(event.details());
        crc = checksum();
    }

    static String word(EventStream stream) {
        return JsonText.word(stream);
    }

    /** The event, if the row is what was written. */
    Event verified() {
        try {
            if (checksum() != crc) {
                throw new BadRow("it is not what was written (crc)");
            }
            return new Event(
                    JsonText.constant(EventStream.class, stream),
                    number,
                    happenedAt.toInstant(),
                    Stream.of(EventType.values())
                            .filter(known -> known.id().equals(type))
                            .findFirst()
                            .orElseThrow(() -> new BadRow("its type " + type + " is not known")),
                    JsonText.constant(Severity.class, severity),
                    subject,
                    message,
                    JsonText.toDetails(details));
        } catch (RuntimeException e) {
            throw new BadRow("events row " + stream + " " + number + ": " + e.getMessage(), e);
        }
    }

    private int checksum() {
        return ChangeCodec.crc(new WireWriter(256)
                .text(stream)
                .i64(number)
                .i64(happenedAt.toEpochSecond())
                .i32(happenedAt.getNano())
                .text(type)
                .text(severity)
                .text(subject)
                .text(message)
                .text(details)
                .toBytes());
    }
}
