package io.arewealive.standalone.control;

import javax.management.MBeanOperationInfo;
import javax.management.StandardMBean;

/** A bean with something to read, something to call and something to change. */
public interface Probe {

    /** Something to read and to change. */
    Object getThing();

    /** Changes it. */
    void setThing(Object thing);

    /** Only answers. */
    String answer();

    /** Does something. */
    String act();

    /** The bean. */
    final class Bean extends StandardMBean implements Probe {

        private Object thing = "nothing";

        Bean() {
            super(Probe.class, false);
        }

        @Override
        public Object getThing() {
            return thing;
        }

        @Override
        public void setThing(Object thing) {
            this.thing = thing;
        }

        @Override
        public String answer() {
            return "yes";
        }

        @Override
        public String act() {
            return "done";
        }

        @Override
        protected int getImpact(MBeanOperationInfo info) {
            return info.getName().equals("answer") ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
        }
    }
}
