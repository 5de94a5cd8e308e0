package io.arewealive.jmx.bean;

import io.arewealive.Awa;
import io.arewealive.jmx.shape.Picture;
import java.util.function.Supplier;

/** The picture of the status as last published, worked out once for each published status. Any thread, never blocks. */
final class Pictures implements Supplier<Picture> {

    private final Awa awa;
    private volatile Picture last;

    Pictures(Awa awa) {
        this.awa = awa;
        this.last = new Picture(awa.status());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the published status is one object until the next is published
    public Picture get() {
        var status = awa.status();
        var picture = last;
        if (picture.status() != status) {
            picture = new Picture(status);
            last = picture;
        }
        return picture;
    }
}
