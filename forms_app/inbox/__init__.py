"""The office's inbox. Requests are read and moved along here; nobody adds, copies or deletes one."""
