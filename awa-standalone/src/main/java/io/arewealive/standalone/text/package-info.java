/** What the commands print: tables for people, JSON for programs. */
@NullMarked
package io.arewealive.standalone.text;

import org.jspecify.annotations.NullMarked;
