/**
 * What all datasets' ECS views are made of: a table of {@link dev.firstseen.microsoft.view.Mapping} rows, and the places
 * where members {@linkplain dev.firstseen.microsoft.view.Kept stay} that no row moves. {@link
 * dev.firstseen.microsoft.view.EcsView} answers single fields and whole documents from both.
 */
@NullMarked
package dev.firstseen.microsoft.view;

import org.jspecify.annotations.NullMarked;
