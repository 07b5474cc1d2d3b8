## Maps
