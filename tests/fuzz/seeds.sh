#!/bin/sh
# What a fuzz target starts from: seeds.sh <name> prints the ending of its inputs and the folders to
# take them from. A target named after a data format gets files of that format, any other gets rules.
case $1 in
*csv*) ending=.csv ;;
*json*) ending=.json ;;
*) ending=.tieuchi ;;
esac
echo "-$ending" rules tests/cases tests/bogons
