module gainsay

go 1.26
