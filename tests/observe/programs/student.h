void *make_zone(unsigned long size);
