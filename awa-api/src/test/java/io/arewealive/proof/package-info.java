/**
 * Whether what clients of the key-value store were told can be true: histories of operations and the checker of linearizability. Tests
 * of all modules use it; it is no part of the product.
 */
@NullMarked
package io.arewealive.proof;

import org.jspecify.annotations.NullMarked;
