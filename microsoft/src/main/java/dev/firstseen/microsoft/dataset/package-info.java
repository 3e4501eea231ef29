/** Microsoft's datasets: what each is called, how its records are read, and the fields of all of them. */
@NullMarked
package dev.firstseen.microsoft.dataset;

import org.jspecify.annotations.NullMarked;
