/**
 * The store over JDBC, for SQLite and PostgreSQL. A table a class; what a statement does not ask for is packed into one
 * column, since every column costs a call into the driver. Both databases run the same statements, from different schemas.
 */
package dev.firstseen.store.jdbc;
