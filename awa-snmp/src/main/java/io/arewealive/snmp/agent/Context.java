package io.arewealive.snmp.agent;

import io.arewealive.snmp.mib.View;
import io.arewealive.snmp.tree.Tree;
import java.util.function.Supplier;

/**
 * What requests for one context are answered from.
 *
 * @param tree its objects
 * @param views the newest picture; must return at once
 */
public record Context(Tree tree, Supplier<View> views) {}
