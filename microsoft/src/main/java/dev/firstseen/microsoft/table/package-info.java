/**
 * Tables whose columns are the members of a record: the portal's downloads and the tables of Azure Monitor. A row is made
 * into the record that it stands for, as diagnostic settings or Microsoft Graph would have written it.
 */
@NullMarked
package dev.firstseen.microsoft.table;

import org.jspecify.annotations.NullMarked;
