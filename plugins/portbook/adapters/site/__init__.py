"""What is published, for every host: pages, drawings, assets, and a folder that holds them all."""
