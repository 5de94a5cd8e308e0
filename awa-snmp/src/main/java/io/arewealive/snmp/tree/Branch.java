package io.arewealive.snmp.tree;

import io.arewealive.snmp.mib.View;
import java.util.Optional;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Some objects that stand together below one identifier. */
interface Branch {

    /** What all its objects begin with. */
    OID base();

    /** The value of precisely this instance, or the exception that says what is missing. */
    Variable get(View view, OID oid);

    /** The first instance behind this identifier, which may lie before, in or behind the branch. */
    Optional<VariableBinding> next(View view, OID after);
}
